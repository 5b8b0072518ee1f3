# lut_profile.py: an ICC profile of look-up tables, which GEGL cannot make a colour space of
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Layout after ICC.1:2010, 7.2 (header), 7.3 (tag table) and 10.10 (lut16Type).

import struct

# sRGB's primaries, adapted to D50: columns are red, green, blue
TO_XYZ = ((0.4360747, 0.3850649, 0.1430804), (0.2225045, 0.7168786, 0.0606169), (0.0139322, 0.0971045, 0.7141733))
FROM_XYZ = ((3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.0334540), (0.0719453, -0.2289914, 1.4052427))
IDENTITY = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
WHITE = (0.9642, 1.0, 0.8249)
XYZ_SCALE = 65535 / 32768    # what the greatest 16-bit number of an XYZ stands for


def to_linear(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def from_linear(value):
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def word(value):
    return struct.pack(">H", max(0, min(65535, round(value * 65535))))


def lut16(matrix, curve_in, corners, curve_out):
    """Three channels in, three out; a grid of two points a side, and curves of 4096."""
    curves = [b"".join(word(curve(i / 4095)) for i in range(4096)) * 3 for curve in (curve_in, curve_out)]
    grid = b"".join(word(value) for corner in corners for value in corner)
    return (b"mft2" + bytes(4) + bytes((3, 3, 2, 0)) + b"".join(fixed(value) for row in matrix for value in row)
            + struct.pack(">HH", 4096, 4096) + curves[0] + grid + curves[1])


def text(value):
    return b"text" + bytes(4) + value + b"\0"


def description(value):
    return (b"desc" + bytes(4) + struct.pack(">I", len(value) + 1) + value + b"\0"
            + bytes(8) + bytes(2) + b"\0" + bytes(67))


def build():
    """sRGB with red and green changed over: who takes it for sRGB is found out at once."""
    def swapped(rgb):
        return rgb[1], rgb[0], rgb[2]

    corners = [(r, g, b) for r in (0, 1) for g in (0, 1) for b in (0, 1)]
    to_xyz = [[sum(row[i] * swapped(corner)[i] for i in range(3)) / XYZ_SCALE for row in TO_XYZ]
              for corner in corners]
    matrix = [[value * XYZ_SCALE for value in row] for row in FROM_XYZ]
    tags = [
        (b"desc", description(b"sRGB of tables, red and green changed over")),
        (b"cprt", text(b"No copyright, use freely")),
        (b"wtpt", b"XYZ " + bytes(4) + b"".join(fixed(value) for value in WHITE)),
        (b"A2B0", lut16(IDENTITY, to_linear, to_xyz, lambda value: value)),
        (b"B2A0", lut16(matrix, lambda value: value, [swapped(corner) for corner in corners], from_linear)),
    ]
    offset = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags:
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", offset + len(body), len(data))
        body += data
    header = (struct.pack(">I", offset + len(body)) + bytes(4) + bytes((2, 0x40, 0, 0)) + b"mntrRGB XYZ "
              + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
              + b"".join(fixed(value) for value in WHITE))
    return header + bytes(128 - len(header)) + table + body
