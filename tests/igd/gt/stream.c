/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the command streamer reads: its place is in the engine's registers.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "context.h"
#include "stream.h"

IgdStream igd_stream_current(IgdEngine *e)
{
    if (e->in_wa) {
        return IGD_STREAM_WORKAROUND;
    }
    if (igd_engine_reg(e, RING_SBB_ADDR) & BB_VALID) {
        return IGD_STREAM_SECOND;
    }
    if (igd_engine_reg(e, RING_BB_ADDR) & BB_VALID) {
        return IGD_STREAM_BATCH;
    }
    return IGD_STREAM_RING;
}

static uint32_t ring_mask(IgdEngine *e)
{
    uint32_t pages = extract32(igd_engine_reg(e, RING_CTL), 12, 9) + 1;

    return pages * 4096 - 1;
}

IgdSpace igd_stream_space(IgdEngine *e, IgdStream stream)
{
    uint32_t state = 0;

    if (stream == IGD_STREAM_BATCH) {
        state = igd_engine_reg(e, RING_BB_STATE);
    } else if (stream == IGD_STREAM_SECOND) {
        state = igd_engine_reg(e, RING_SBB_STATE);
    }
    return state & BB_STATE_PPGTT ? IGD_PPGTT : IGD_GGTT;
}

static uint64_t batch_address(IgdEngine *e, uint32_t lo, uint32_t hi)
{
    return (igd_engine_reg(e, lo) & ~3u) |
           (uint64_t)igd_engine_reg(e, hi) << 32;
}

static void set_batch_address(IgdEngine *e, uint32_t lo, uint32_t hi,
                              uint64_t addr)
{
    igd_engine_reg_set(e, lo, (addr & ~3u) | BB_VALID);
    igd_engine_reg_set(e, hi, extract64(addr, 32, 16));
}

uint64_t igd_stream_position(IgdEngine *e, IgdStream stream)
{
    switch (stream) {
    case IGD_STREAM_WORKAROUND:
        return e->wa_pos;
    case IGD_STREAM_SECOND:
        return batch_address(e, RING_SBB_ADDR, RING_SBB_ADDR_UDW);
    case IGD_STREAM_BATCH:
        return batch_address(e, RING_BB_ADDR, RING_BB_ADDR_UDW);
    case IGD_STREAM_RING:
    default:
        return igd_engine_reg(e, RING_HEAD) & HEAD_ADDR & ring_mask(e);
    }
}

void igd_stream_advance(IgdEngine *e, IgdStream stream, unsigned len)
{
    uint64_t next = igd_stream_position(e, stream) + len * 4;
    uint32_t head;

    switch (stream) {
    case IGD_STREAM_WORKAROUND:
        e->wa_pos = next;
        if (e->wa_end && e->wa_pos >= e->wa_end) {
            igd_context_workaround_done(e);
        }
        break;
    case IGD_STREAM_SECOND:
        set_batch_address(e, RING_SBB_ADDR, RING_SBB_ADDR_UDW, next);
        break;
    case IGD_STREAM_BATCH:
        set_batch_address(e, RING_BB_ADDR, RING_BB_ADDR_UDW, next);
        break;
    case IGD_STREAM_RING:
        head = igd_engine_reg(e, RING_HEAD) & ~HEAD_ADDR;
        if (next > ring_mask(e)) {
            head += HEAD_WRAP_ONE;
        }
        igd_engine_reg_set(e, RING_HEAD, head | (next & ring_mask(e)));
        break;
    }
}

/* A command may go over the ring's end. */
bool igd_stream_fetch(IgdEngine *e, IgdStream stream, uint64_t pos,
                      uint32_t *dw, unsigned len)
{
    size_t bytes = len * 4, first = bytes;
    bool ok;

    if (stream != IGD_STREAM_RING) {
        ok = igd_engine_read(e, igd_stream_space(e, stream), pos, dw, bytes);
    } else {
        uint32_t start = igd_engine_reg(e, RING_START);

        pos &= ring_mask(e);
        first = MIN(bytes, ring_mask(e) + 1 - pos);
        ok = igd_engine_read(e, IGD_GGTT, start + pos, dw, first);
        if (first < bytes) {
            ok &= igd_engine_read(e, IGD_GGTT, start, &dw[first / 4],
                                  bytes - first);
        }
    }
    for (unsigned i = 0; i < len; i++) {
        dw[i] = le32_to_cpu(dw[i]);
    }
    return ok;
}

void igd_stream_start(IgdEngine *e, IgdStream stream, uint64_t addr,
                      IgdSpace space)
{
    uint32_t state = space == IGD_PPGTT ? BB_STATE_PPGTT : 0;

    if (stream == IGD_STREAM_SECOND) {
        igd_engine_reg_set(e, RING_SBB_STATE, state);
        set_batch_address(e, RING_SBB_ADDR, RING_SBB_ADDR_UDW, addr);
    } else {
        igd_engine_reg_set(e, RING_BB_STATE, state);
        set_batch_address(e, RING_BB_ADDR, RING_BB_ADDR_UDW, addr);
    }
}

void igd_stream_end(IgdEngine *e, IgdStream stream)
{
    switch (stream) {
    case IGD_STREAM_WORKAROUND:
        if (e->in_wa) {
            igd_context_workaround_done(e);
        }
        break;
    case IGD_STREAM_SECOND:
        igd_engine_reg_set(e, RING_SBB_ADDR, 0);
        igd_engine_reg_set(e, RING_SBB_ADDR_UDW, 0);
        break;
    case IGD_STREAM_BATCH:
        igd_engine_reg_set(e, RING_BB_ADDR, 0);
        igd_engine_reg_set(e, RING_BB_ADDR_UDW, 0);
        break;
    case IGD_STREAM_RING:
        break;
    }
}
