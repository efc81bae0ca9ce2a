namespace Holdfast.EndToEnd.Tests.Damaging;

/// <summary>The packs of a pool or vault copy as files, to be damaged.</summary>
internal static class PackFiles
{
    internal static IReadOnlyList<string> Of(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => path.Contains("/packs/", StringComparison.Ordinal)).Order()];

    /// <summary>Turns one bit over; once more brings it back.</summary>
    internal static void Flip(string path, long at)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }
}
