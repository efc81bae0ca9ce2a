using Holdfast.Format.Items;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>A file under a temporary name until it is finished.</summary>
internal sealed class PortableTargetFile(Item item, string temporary, SafeFileHandle file) : TargetFile
{
    private bool placed;

    public Item Item => item;

    public string Temporary => temporary;

    public SafeFileHandle Handle => file;

    public override void WriteAt(long offset, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, item.Size - content.Length);
        try
        {
            RandomAccess.Write(file, content, offset);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error.HResult);
        }
    }

    /// <summary>Gives the file its length (what was never written at the end is a hole, or zeros) and closes it.</summary>
    public void Close()
    {
        if (RandomAccess.GetLength(file) < item.Size) RandomAccess.SetLength(file, item.Size);
        file.Dispose();
    }

    /// <summary>It has its name.</summary>
    public void Placed() => placed = true;

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        file.Dispose();
        if (placed) return;
        placed = true;
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (PortableError.IsExpected(error))
        {
            // It keeps a name that says what it is: .holdfast-….partial.
            System.Diagnostics.Debug.WriteLine(error);
        }
    }
}
