/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The machine for libFuzzer, and its way back. A system reset takes
 * milliseconds; here only the device is reset, and of memory and page table
 * what inputs can reach.
 */
#include "qemu/osdep.h"
#include "qemu/main-loop.h"
#include "hw/boards.h"
#include "block/aio.h"
#include "system/cpu-timers.h"
#include "system/system.h"
#include "fuzz.h"

#define MAX_ACTIONS     64
#define START_NS        (1000 * (int64_t)SCALE_MS)
#define PTE_PRESENT     1
#define PTE_WRITABLE    3

static Fuzz fuzz;
static uint8_t ram_template[FUZZ_PAGES * 4096];
static uint32_t touched_pte[MAX_ACTIONS * 16];
static unsigned num_touched;

void fuzz_pte(Fuzz *f, uint32_t index, uint64_t pte)
{
    index %= IGD_GTT_ENTRIES;
    if (num_touched < ARRAY_SIZE(touched_pte)) {
        touched_pte[num_touched++] = index;
        fuzz_write(f, IGD_GTT_SIZE + index * 8, pte, 8);
    }
}

static void reset_gtt(Fuzz *f)
{
    IgdGtt *gtt = &f->s->gtt;

    while (num_touched) {
        gtt->entry[touched_pte[--num_touched]] = 0;
    }
    for (unsigned i = 0; i < FUZZ_PAGES; i++) {
        gtt->entry[FUZZ_PAGE(i) / 4096] = cpu_to_le64(FUZZ_PAGE(i) |
                                                      PTE_PRESENT);
    }
    if (find_first_bit(gtt->cached, gtt->aperture_size / 4096) <
        gtt->aperture_size / 4096) {
        bitmap_zero(gtt->cached, gtt->aperture_size / 4096);
    }
}

static void reset_monitor(IgdMonitor *mon)
{
    IgdSink *sink = &mon->sink;

    timer_del(mon->replug_timer);
    mon->plugged = mon->attached = true;
    mon->frames = 0;
    mon->was_lit = false;
    memcpy(sink->edid, mon->own_edid, sizeof(sink->edid));
    sink->edid_size = mon->own_edid_size;
    sink->traits.training = IGD_TRAINING_WORKS;
    sink->traits.training_above = 0;
    sink->traits.ddc = IGD_DDC_WORKS;
    sink->offset = sink->i2c_addr = 0;
    sink->link = (IgdLink) { };
    igd_sink_init(sink);
}

void fuzz_reset(Fuzz *f)
{
    IgdState *s = f->s;

    for (unsigned i = 0; i < FUZZ_MONITORS; i++) {
        reset_monitor(f->monitor[i]);
    }
    s->pio_index = 0;
    igd_mmio_reset(s);
    igd_rules_reset(s);
    for (const IgdRoom *const *room = s->platform->rooms; *room; room++) {
        if ((*room)->reset && *room != &igd_gtt_skl_room) {
            (*room)->reset(s);
        }
    }
    reset_gtt(f);
    memcpy(f->ram, ram_template, sizeof(ram_template));
    cpus_set_virtual_clock(START_NS);
}

static void put64(uint8_t *page, unsigned index, uint64_t val)
{
    stq_le_p(page + index * 8, val);
}

/* Page tables of the PPGTT; the rest of memory is empty. */
static void make_ram(void)
{
    uint8_t *table = ram_template + (FUZZ_PML4 - FUZZ_PAGE(0));

    put64(table, 0, (FUZZ_PML4 + 4096) | PTE_WRITABLE);
    put64(table + 4096, 0, (FUZZ_PML4 + 2 * 4096) | PTE_WRITABLE);
    put64(table + 2 * 4096, 0, (FUZZ_PML4 + 3 * 4096) | PTE_WRITABLE);
    for (unsigned i = 0; i < 512; i++) {
        put64(table + 3 * 4096, i, FUZZ_PAGE(i % FUZZ_PAGES) | PTE_WRITABLE);
    }
}

static void find_registers(Fuzz *f)
{
    f->reg = g_new(uint32_t, IGD_MMIO_SIZE / 4);
    for (uint32_t at = 0; at < IGD_MMIO_SIZE; at += 4) {
        if (f->s->mmio.entry[at / 4]) {
            f->reg[f->num_regs++] = at;
        }
    }
}

static void map_bars(PCIDevice *pdev)
{
    pci_default_write_config(pdev, PCI_BASE_ADDRESS_0, FUZZ_BAR0, 4);
    pci_default_write_config(pdev, PCI_BASE_ADDRESS_2, FUZZ_APERTURE, 4);
    pci_default_write_config(pdev, PCI_BASE_ADDRESS_4, FUZZ_PIO, 4);
    pci_default_write_config(pdev, PCI_COMMAND, PCI_COMMAND_MEMORY |
                             PCI_COMMAND_IO | PCI_COMMAND_MASTER, 2);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const args[] = {
        "igd-fuzz", "-M", "q35", "-accel", "qtest", "-m", "16M",
        "-nodefaults", "-display", "none", "-L", "/usr/share/seabios",
        "-L", "/usr/share/qemu", "-d", "guest_errors,unimp",
        "-D", "/dev/null",
        "-device", "intel-igd,id=igd,addr=2.0,aperture=128M",
        "-device", "igd-monitor,id=a,port=a,connector=edp",
        "-device", "igd-monitor,id=b,port=b,connector=hdmi",
        "-device", "igd-monitor,id=c,port=c",
        "-device", "igd-monitor,id=d,port=d",
    };
    static const char *const names[FUZZ_MONITORS] = { "a", "b", "c", "d" };

    qemu_init(ARRAY_SIZE(args), (char **)args);
    /* nobody runs the main loop, which would look at what they have set */
    signal(SIGINT, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    signal(SIGTERM, SIG_DFL);

    fuzz.s = INTEL_IGD(object_resolve_path_component(
        object_resolve_path("/machine/peripheral", NULL), "igd"));
    for (unsigned i = 0; i < FUZZ_MONITORS; i++) {
        fuzz.monitor[i] = IGD_MONITOR(object_resolve_path_component(
            object_resolve_path("/machine/peripheral", NULL), names[i]));
    }
    fuzz.ram = (uint8_t *)memory_region_get_ram_ptr(current_machine->ram) +
               FUZZ_PAGE(0);
    map_bars(PCI_DEVICE(fuzz.s));
    find_registers(&fuzz);
    make_ram();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FuzzInput in = { data, size };

    fuzz_reset(&fuzz);
    for (unsigned i = 0; in.left && i < MAX_ACTIONS; i++) {
        fuzz_act(&fuzz, &in);
        while (aio_bh_poll(qemu_get_aio_context())) {
        }
    }
    return 0;
}
