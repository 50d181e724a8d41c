/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The picture of each pipe, which is composed anew only where something that
 * it is made of has changed.
 */
#ifndef IGD_PICTURE_H
#define IGD_PICTURE_H

#include "fetch.h"

/*
 * struct IgdPicture - what a pipe sends
 * @width, @height: of the mode
 * @pixels: XRGB8888 with X = 0, row by row
 * @version: unlike that of any picture of the device with other pixels
 * @bands: of IGD_BAND_ROWS rows, from the top down
 * @changed: of each band the version that it has had since
 *
 * What is left is of no concern to those who look at it.
 */
typedef struct IgdPicture {
    uint32_t width, height;
    uint32_t *pixels;
    uint64_t version;
    unsigned bands;
    uint64_t *changed;

    IgdScene scene;
    IgdFetch fetch;
    struct IgdBand *band;
    uint64_t crc_version;       /* that @crc is of */
    uint32_t crc;
} IgdPicture;

/*
 * The picture that @pipe, which runs, makes of what is latched and in memory
 * now; what is due by now has been processed (igd_timing_catch_up()). It is
 * good until something else is called. Reads guest memory; raises plane
 * faults.
 */
const IgdPicture *igd_pipe_picture(IgdPipe *pipe);

/* Its CRC: see igd_crc(). */
uint32_t igd_pipe_picture_crc(IgdPipe *pipe);

/* Memory may be other than it was, without a word: compose all anew. */
void igd_picture_forget(IgdPicture *picture);

void igd_picture_free(IgdPicture *picture);

#endif
