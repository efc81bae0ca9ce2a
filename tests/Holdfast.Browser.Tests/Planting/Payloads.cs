namespace Holdfast.Browser.Tests.Planting;

/// <summary>Texts that a page must show and never obey. Whatever obeys sets window.planted.</summary>
internal static class Payloads
{
    internal const string Image = "<img src=x onerror=\"window.planted=1\">", Vector = "\"><svg onload=window.planted=1>", Address = "javascript:window.planted=1", Reversed = "\u202Ecod.exe",
        Formula = "=cmd|' window.planted=1'!A1";

    /// <summary>As a folder in a folder: only a path can hold the slash of the end tag.</summary>
    internal const string Script = "\"><script>window.planted=1</script>";

    /// <summary>What can be the name of a file.</summary>
    internal static IReadOnlyList<string> Names { get; } = [Image, Vector, Address, Reversed, Formula];
}
