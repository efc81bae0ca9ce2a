using System.Runtime.InteropServices;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Compares names as the volume does: by its own table of capital letters.</summary>
internal sealed class UpperCase
{
    private readonly char[] table = new char[char.MaxValue + 1];

    /// <param name="content">A character for each character; what it does not reach is its own capital.</param>
    public UpperCase(IByteSource content)
    {
        for (var i = 0; i < table.Length; i++) table[i] = (char)i;
        var length = (int)Math.Min(content.Length, table.Length * sizeof(char)) & ~1;
        content.Read(0, MemoryMarshal.AsBytes(table.AsSpan())[..length]);
    }

    public int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = Math.Min(left.Length, right.Length);
        for (var i = 0; i < common; i++)
        {
            var order = table[left[i]].CompareTo(table[right[i]]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <summary>Order of names within a directory, where some may differ only in case.</summary>
    public int CompareWhole(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => Compare(left, right) is var order && order != 0 ? order : left.SequenceCompareTo(right);
}
