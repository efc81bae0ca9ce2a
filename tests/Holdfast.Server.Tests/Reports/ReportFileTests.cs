using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Server.Reports.Files;
using Holdfast.Server.Reports.Files.Pdf;

namespace Holdfast.Server.Tests.Reports;

public sealed partial class ReportFileTests
{
    private static readonly DateTimeOffset from = DateTimeOffset.Parse("2026-05-01T00:00Z");

    [Theory]
    [InlineData("=1+2")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1+2")]
    [InlineData("\r=1+2")]
    [InlineData("\n=1+2")]
    [InlineData("  =1+2")]
    [InlineData("\u00A0=1+2")]
    [InlineData("\uFF1D1+2")]
    [InlineData("|calc")]
    public void Csv_TextThatIsAFormula_BeginsWithAnApostrophe(string text)
    {
        var cell = Rows(ReportCsv.Of(Of([[ReportValue.Of(text), ReportValue.Of(5m)]])))[1][0];
        Assert.Equal("'" + text, cell);
    }

    [Fact]
    public void Csv_QuotesLinesAndNumbers_AreReadBackExactly()
    {
        var file = ReportCsv.Of(Of([[ReportValue.Of("a \"b\", c\nd"), ReportValue.Of(-1539316278886.25m)], [default, default], [ReportValue.Of("größe 日本"), ReportValue.Of(0m)]]));
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal([["name", "size"], ["a \"b\", c\nd", "-1539316278886.25"], ["", ""], ["größe 日本", "0"]], Rows(file));
    }

    [Fact]
    public void Pdf_WithoutAnyFontOfTheComputer_HasTitleFiguresRowsAndPages()
    {
        var rows = Enumerable.Range(0, 120).Select(i => (IReadOnlyList<ReportValue>)[ReportValue.Of($"source {i} (with) \\ and {new string('x', 300)}"), ReportValue.Of(i * 1024m)]).ToList();
        var file = ReportPdf.Of(Of(rows), "backup1");
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(file, 0, 5));
        var text = Text(file);
        Assert.Contains("(Disks of the month) Tj", text, StringComparison.Ordinal);
        Assert.Contains("(source 119 \\(with\\) \\\\ and xxx", text, StringComparison.Ordinal);
        Assert.Contains("(4.0 KiB) Tj", text, StringComparison.Ordinal);
        Assert.Contains("(Page 4 of 4) Tj", text, StringComparison.Ordinal);
        var raw = Encoding.Latin1.GetString(file);
        Assert.Contains("/Helvetica", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("FontFile", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_CharactersBeyondItsFonts_AreNotedOnTheLastPage()
    {
        var text = Text(ReportPdf.Of(Of([[ReportValue.Of("Größe €"), ReportValue.Of(1m)]]), "b"));
        Assert.Contains("(Gr\\366\\337e \\200) Tj", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CSV file has them", text, StringComparison.Ordinal);
        Assert.Contains("CSV file has them", Text(ReportPdf.Of(Of([[ReportValue.Of("日本"), ReportValue.Of(1m)]]), "b")), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_NothingToShow_SaysSo() => Assert.Contains("There is nothing to show", Text(ReportPdf.Of(Of([]), "b")), StringComparison.Ordinal);

    private static Report Of(IReadOnlyList<IReadOnlyList<ReportValue>> rows) => new(
        ReportKinds.DiskUtilization, "Disks of the month", from, from.AddDays(30), "Europe/Berlin", from.AddDays(30), [new("name", "Name"), new("size", "Size", ReportUnits.Bytes)], rows,
        [new("all", "All", ReportUnits.Bytes, ReportValue.Of(4096m))], [new("s", "Filling", ReportUnits.Bytes, [new(from, 3), new(from.AddDays(1), 5)])], false, ["A note."]);

    // By the rules of RFC 4180, not by the library that wrote it.
    private static List<List<string>> Rows(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] == ',') End();
            else if (!quoted && text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
                End();
                rows.Add(row);
                row = [];
            }
            else cell.Append(text[i]);
        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }

    // All streams of the file, inflated where they are compressed.
    private static string Text(byte[] file)
    {
        var raw = Encoding.Latin1.GetString(file);
        var text = new StringBuilder();
        foreach (Match stream in Streams().Matches(raw))
        {
            var bytes = Encoding.Latin1.GetBytes(stream.Groups[2].Value);
            if (!stream.Groups[1].Value.Contains("FlateDecode", StringComparison.Ordinal))
            {
                text.Append(stream.Groups[2].Value);
                continue;
            }
            using var inflated = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var reader = new StreamReader(inflated, Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    [GeneratedRegex("<<((?:(?!>>\\s*stream).)*?)>>\\s*stream\\r?\\n(.*?)\\r?\\nendstream", RegexOptions.Singleline)]
    private static partial Regex Streams();
}
