/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For tests of registers: a machine with the emulated iGPU at its place. */
#ifndef IGD_TEST_DEVICE_H
#define IGD_TEST_DEVICE_H

#include "qobject/qdict.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

typedef struct Igd {
    QTestState *qts;
    QPCIBus *bus;
    QPCIDevice *dev;
    QPCIBar bar0;
} Igd;

static inline uint32_t rd(Igd *igd, uint32_t offset)
{
    return qpci_io_readl(igd->dev, igd->bar0, offset);
}

static inline void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qpci_io_writel(igd->dev, igd->bar0, offset, val);
}

/* The device of the machine that has been started, with its registers mapped */
static inline void igd_attach(Igd *igd)
{
    igd->bus = qpci_new_pc(igd->qts, NULL);
    igd->dev = qpci_device_find(igd->bus, QPCI_DEVFN(2, 0));
    g_assert_nonnull(igd->dev);
    qpci_device_enable(igd->dev);
    igd->bar0 = qpci_iomap(igd->dev, 0, NULL);
}

static inline void igd_stop(Igd *igd)
{
    g_free(igd->dev);
    qpci_free_pc(igd->bus);
    qtest_quit(igd->qts);
}

/* A property of the device with that id; to be unreferenced. */
static inline QDict *get(Igd *igd, const char *id, const char *property)
{
    g_autofree char *path = g_strdup_printf("/machine/peripheral/%s", id);

    return qtest_qmp(igd->qts, "{ 'execute': 'qom-get', 'arguments': {"
                     "'path': %s, 'property': %s } }", path, property);
}

static inline uint64_t get_int(Igd *igd, const char *id, const char *property)
{
    QDict *reply = get(igd, id, property);
    uint64_t val = qdict_get_int(reply, "return");

    qobject_unref(reply);
    return val;
}

static inline void is_text(Igd *igd, const char *id, const char *property,
                           const char *wanted)
{
    QDict *reply = get(igd, id, property);

    g_assert_cmpstr(qdict_get_str(reply, "return"), ==, wanted);
    qobject_unref(reply);
}

static inline void violations(Igd *igd, const char *wanted)
{
    is_text(igd, "igd", "violations", wanted);
}

static inline bool is_lit(Igd *igd, const char *monitor)
{
    QDict *reply = get(igd, monitor, "lit");
    bool lit = qdict_get_bool(reply, "return");

    qobject_unref(reply);
    return lit;
}

#endif
