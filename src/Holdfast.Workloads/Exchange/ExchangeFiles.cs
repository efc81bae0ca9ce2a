using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange;

/// <summary>Names of the files of a database.</summary>
internal static class ExchangeFiles
{
    /// <param name="path">Of Windows.</param>
    public static ExchangeFileKind Kind(string path)
    {
        var name = WindowsPaths.FileName(path);
        // The next log is prepared under a name of its own, and holds nothing yet.
        if (Ends(name, "tmp.log")) return ExchangeFileKind.Other;
        return Ends(name, ".edb") ? ExchangeFileKind.Database : Ends(name, ".log") ? ExchangeFileKind.Log : Ends(name, ".chk") ? ExchangeFileKind.Checkpoint : ExchangeFileKind.Other;
    }

    /// <summary>Whether a log is complete: then its name holds its number. The one that is written to has the base name alone.</summary>
    public static bool IsClosed(string path, int generation)
    {
        var name = WindowsPaths.FileName(path);
        return Ends(name, $"{generation:X8}.log") || Ends(name, $"{generation:X5}.log");
    }

    /// <summary>Whether it is the log that was being written: its name is the base name alone, which has three characters, and others have five digits or eight more.</summary>
    public static bool IsOpen(string path) => Kind(path) == ExchangeFileKind.Log && WindowsPaths.FileName(path).Length < "E0000001.log".Length;

    private static bool Ends(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
