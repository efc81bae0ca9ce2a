using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>The objects of a PDF 1.7 file (ISO 32000-1) and its table of where they begin. Not thread-safe.</summary>
internal sealed class PdfFile
{
    private const string Header = "%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n";
    private readonly MemoryStream file = new();
    private readonly List<long> places = [];

    internal PdfFile() => file.Write(Encoding.Latin1.GetBytes(Header));

    /// <summary>Takes a number for an object that is written later.</summary>
    internal int Reserve()
    {
        places.Add(0);
        return places.Count;
    }

    internal static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");

    /// <param name="value">In ASCII.</param>
    internal void Write(int number, string value)
    {
        places[number - 1] = file.Position;
        Append(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{value}\nendobj\n"));
    }

    /// <summary>A stream, compressed.</summary>
    internal void WriteStream(int number, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        places[number - 1] = file.Position;
        Append(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<< /Length {packed.Length} /Filter /FlateDecode >>\nstream\n"));
        packed.Position = 0;
        packed.CopyTo(file);
        Append("\nendstream\nendobj\n");
    }

    /// <summary>The whole file. Every object that was reserved has been written.</summary>
    internal byte[] Finish(int catalog, int information)
    {
        var table = file.Position;
        Append(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places) Append(string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        Append(string.Create(
            CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root {Reference(catalog)} /Info {Reference(information)} >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    private void Append(string text) => file.Write(Encoding.ASCII.GetBytes(text));
}
