using System.Numerics;

namespace Holdfast.Server.Engine.Remote;

/// <summary>A set of digests that grows: 11 to 21 bytes a member. Thread-safe. Zero stands for an empty place, so the digest 0 is kept as 1.</summary>
internal sealed class DigestSet
{
    private readonly Lock gate = new();
    private ulong[] places = new ulong[1024];

    public int Count { get; private set; }

    public bool Contains(ulong digest)
    {
        digest = Math.Max(digest, 1);
        lock (gate) return places[PlaceOf(places, digest)] == digest;
    }

    /// <returns>False where it was there already.</returns>
    public bool Add(ulong digest)
    {
        digest = Math.Max(digest, 1);
        lock (gate)
        {
            var place = PlaceOf(places, digest);
            if (places[place] == digest) return false;
            places[place] = digest;
            if (++Count > places.Length / 4 * 3) Grow();
            return true;
        }
    }

    public ulong[] ToArray()
    {
        lock (gate) return [.. places.Where(digest => digest != 0)];
    }

    private void Grow()
    {
        var larger = new ulong[places.Length * 2];
        foreach (var digest in places)
            if (digest != 0) larger[PlaceOf(larger, digest)] = digest;
        places = larger;
    }

    private static int PlaceOf(ulong[] places, ulong digest)
    {
        var mask = places.Length - 1;
        var place = (int)(digest >> (64 - BitOperations.Log2((uint)places.Length)));
        while (places[place] != 0 && places[place] != digest) place = (place + 1) & mask;
        return place;
    }
}
