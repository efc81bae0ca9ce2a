using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Tests.Errors;

public sealed class ErrorsDocumentTests
{
    [Fact]
    public void Document_HasOneRowForEachCodeThatSaysWhatTheCatalogSays()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "errors.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsDigit(line[2])).ToList();
        var expected = Enum.GetValues<ErrorCode>().Order().Select(Row).ToList();
        Assert.Equal(expected, rows);
    }

    private static string Row(ErrorCode code)
    {
        var entry = ErrorCatalog.Get(code);
        return $"| {(int)code} | {code} | {Escaped(entry.Title)} | {Escaped(entry.Cause)} | {Escaped(entry.Remedy)} | {entry.HttpStatus} | {entry.ExitCode} |";
    }

    private static string Escaped(string text) => text.Replace(@"\", @"\\").Replace("|", @"\|").Replace("<", @"\<").Replace("*", @"\*");
}
