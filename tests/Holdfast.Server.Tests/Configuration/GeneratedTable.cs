namespace Holdfast.Server.Tests.Configuration;

/// <summary>A table of docs/ between its markers, as it is committed.</summary>
internal static class GeneratedTable
{
    public static string Of(string document, string name)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, document));
        var start = text.IndexOf('\n', text.IndexOf($"<!-- {name}:", StringComparison.Ordinal)) + 1;
        var end = text.IndexOf($"<!-- end of {name} -->", StringComparison.Ordinal);
        Assert.True(start > 0 && end >= start, $"{document} lacks the markers of {name}.");
        return text[start..end];
    }
}
