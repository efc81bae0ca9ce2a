using System.Collections.Concurrent;

namespace Holdfast.Vault.Connections;

/// <summary>Memory that whole packs are gathered in, kept for the next pack up to a bound: touching new memory costs as much as sealing what goes into it. What it holds when it is rented is anything.</summary>
public static class PackMemory
{
    /// <summary>So many arrays lie ready at most: the packs of one session.</summary>
    private const int MostKept = 4;

    private const int Step = 1 << 20, SmallestKept = 8 << 20;

    private static readonly ConcurrentBag<byte[]> free = [];

    public static byte[] Rent(int length)
    {
        if (length < SmallestKept) return GC.AllocateUninitializedArray<byte>(length);
        if (free.TryTake(out var kept) && kept.Length >= length) return kept;
        return GC.AllocateUninitializedArray<byte>(checked((length + Step - 1) / Step * Step));
    }

    public static void Return(byte[] memory)
    {
        if (memory.Length >= SmallestKept && free.Count < MostKept) free.Add(memory);
    }
}
