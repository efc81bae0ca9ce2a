using System.Globalization;
using System.Xml;
using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>Reads the list of parts that completes an upload. Elements that are not known are left out; nothing is fetched and nothing expanded.</summary>
internal static class CompletionList
{
    /// <summary>Bytes. Ten thousand parts with checksums take about three million.</summary>
    internal const int Longest = 4 << 20;

    private const int MostDepth = 4, LongestTag = 128;

    private static readonly XmlReaderSettings settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest, MaxCharactersFromEntities = 1024, IgnoreComments = true, IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <exception cref="S3Exception">MalformedXML, InvalidArgument.</exception>
    internal static IReadOnlyList<ListedPart> Parse(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body, writable: false), settings);
            var list = new List<ListedPart>();
            reader.MoveToContent();
            if (reader.LocalName != "CompleteMultipartUpload") throw Malformed();
            while (reader.Read())
            {
                if (reader.Depth > MostDepth) throw Malformed();
                if (reader.NodeType != XmlNodeType.Element || reader.Depth != 1) continue;
                if (reader.LocalName != "Part" || list.Count == Upload.MostParts) throw Malformed();
                list.Add(Part(reader));
            }
            return list.Count > 0 ? list : throw Malformed();
        }
        catch (XmlException failure)
        {
            throw new S3Exception(S3Error.MalformedXml, "The list of parts cannot be read.", failure);
        }
    }

    private static ListedPart Part(XmlReader reader)
    {
        string? number = null, tag = null;
        var name = "";
        if (reader.IsEmptyElement) throw Malformed();
        while (reader.Read() && reader.Depth > 1)
        {
            if (reader.Depth > MostDepth) throw Malformed();
            if (reader is { NodeType: XmlNodeType.Element, Depth: 2 }) name = reader.LocalName;
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA)) continue;
            if (reader.Depth == 3 && name == "PartNumber" && number is null) number = reader.Value;
            else if (reader.Depth == 3 && name == "ETag" && tag is null) tag = reader.Value;
        }
        return new ListedPart(Number(number), Tag(tag));
    }

    private static int Number(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Upload.MostParts
            ? number : throw new S3Exception(S3Error.InvalidArgument, $"Part numbers go from 1 to {Upload.MostParts}.");

    private static string Tag(string? text) => text?.Trim().Trim('"') is { Length: > 0 and <= LongestTag } tag ? tag : throw Malformed();

    private static S3Exception Malformed() => new(S3Error.MalformedXml, "The list of parts is not one.");
}
