using Holdfast.Format.Packs;

namespace Holdfast.Store.Collecting;

/// <summary>Which records of which packs are reachable: one bit a record and one sum a pack, never a set of ids.</summary>
internal sealed class LiveMarks
{
    private readonly Dictionary<PackId, PackMarks> packs = [];

    public void Mark(in PackId pack, uint slot, long recordBytes)
    {
        if (!packs.TryGetValue(pack, out var marks)) packs.Add(pack, marks = new PackMarks());
        marks.Mark(slot, recordBytes);
    }

    public bool IsLive(in PackId pack, uint slot) => packs.TryGetValue(pack, out var marks) && marks.IsMarked(slot);

    public long LiveBytes(in PackId pack) => packs.TryGetValue(pack, out var marks) ? marks.Bytes : 0;

    private sealed class PackMarks
    {
        private ulong[] bits = new ulong[1];

        public long Bytes { get; private set; }

        public void Mark(uint slot, long recordBytes)
        {
            var word = (int)(slot / 64);
            if (word >= bits.Length) Array.Resize(ref bits, Math.Max(bits.Length * 2, word + 1));
            var bit = 1UL << (int)(slot % 64);
            if ((bits[word] & bit) != 0) return;
            bits[word] |= bit;
            Bytes += recordBytes;
        }

        public bool IsMarked(uint slot) => slot / 64 < (uint)bits.Length && (bits[slot / 64] & (1UL << (int)(slot % 64))) != 0;
    }
}
