using Holdfast.Contracts.Errors;

namespace Holdfast.Commands;

/// <summary>
/// The connection text of the catalog's database on its way to the server. It may hold a password, so a server in the background gets it by its environment and never by its
/// arguments, which everybody may list.
/// </summary>
internal static class CatalogText
{
    private const string Variable = "HOLDFAST_CATALOG";
    private const int LongestFile = 8192;

    /// <summary>Puts the text that was given in the place of whatever the environment says.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>, <see cref="ErrorCode.CatalogRefused"/>.</exception>
    internal static void Choose(string? text, string? file)
    {
        if (text is not null && file is not null) throw new HoldfastException(ErrorCode.BadRequest, "--catalog and --catalog-file cannot both be given.");
        if ((text ?? (file is null ? null : Read(file))) is { } chosen) Environment.SetEnvironmentVariable(Variable, chosen);
    }

    /// <summary>The text, which no process that the server starts gets to see; null where there is none.</summary>
    internal static string? Take()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static string Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > LongestFile) throw Refused(file, "is too long.");
            var line = File.ReadLines(file).FirstOrDefault()?.Trim();
            return string.IsNullOrEmpty(line) ? throw Refused(file, "is empty.") : line;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(file, $"cannot be read: {failure.Message}");
        }
    }

    private static HoldfastException Refused(string file, string what) => new(ErrorCode.CatalogRefused, $"The file {file} {what}");
}
