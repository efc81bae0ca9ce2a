using System.Globalization;
using System.Xml;
using Holdfast.Server.ObjectEndpoint.Signing;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>Requests about a bucket.</summary>
internal static class BucketOperations
{
    private const int MostKeys = 1000;

    internal static Task Head(S3Call call)
    {
        call.Context.Response.Headers["x-amz-bucket-region"] = call.Bucket.Region;
        return Task.CompletedTask;
    }

    // The region that everybody takes by default is written as nothing.
    internal static Task Location(S3Call call) => S3Xml.Send(call.Context.Response, "LocationConstraint", _ => { });

    internal static Task ListBuckets(S3Call call) => S3Xml.Send(call.Context.Response, "ListAllMyBucketsResult", xml =>
    {
        xml.WriteStartElement("Buckets");
        xml.WriteStartElement("Bucket");
        xml.WriteElementString("Name", call.Bucket.Name);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    internal static Task ListV1(S3Call call) => List(call, call.Query("marker") ?? "", isSecond: false);

    internal static Task ListV2(S3Call call) =>
        call.Query("list-type") == "2" ? List(call, call.Query("continuation-token") ?? call.Query("start-after") ?? "", isSecond: true)
            : throw new S3Exception(S3Error.InvalidArgument, "list-type must be 2.");

    private static Task List(S3Call call, string after, bool isSecond)
    {
        var (prefix, delimiter) = (call.Query("prefix") ?? "", call.Query("delimiter") ?? "");
        var most = Math.Min(call.Bounded("max-keys", MostKeys, 0, int.MaxValue), MostKeys);
        var isEncoded = call.Query("encoding-type") == "url";
        var found = Entries(call.Bucket.Objects, prefix, delimiter).Where(entry => string.CompareOrdinal(entry.Name, after) > 0).ToList();
        var page = found.Take(most).ToList();
        var isCut = most > 0 && page.Count < found.Count;
        return S3Xml.Send(call.Context.Response, "ListBucketResult", xml =>
        {
            xml.WriteElementString("Name", call.Bucket.Name);
            xml.WriteElementString("Prefix", Text(prefix));
            if (delimiter.Length > 0) xml.WriteElementString("Delimiter", Text(delimiter));
            xml.WriteElementString("MaxKeys", most.ToString(CultureInfo.InvariantCulture));
            if (isEncoded) xml.WriteElementString("EncodingType", "url");
            if (isSecond) xml.WriteElementString("KeyCount", page.Count.ToString(CultureInfo.InvariantCulture));
            else xml.WriteElementString("Marker", Text(after));
            xml.WriteElementString("IsTruncated", isCut ? "true" : "false");
            if (isCut) xml.WriteElementString(isSecond ? "NextContinuationToken" : "NextMarker", Text(page[^1].Name));
            foreach (var (_, item) in page) if (item is not null) Item(xml, item, Text(item.Key));
            foreach (var (name, item) in page) if (item is null) Folder(xml, Text(name));
        });

        string Text(string text) => isEncoded ? PercentCode.Encode(text, '/') : text;
    }

    // Keys in order; those that go on behind the next delimiter are one entry together.
    private static IEnumerable<(string Name, ListedObject? Item)> Entries(IReadOnlyList<ListedObject> objects, string prefix, string delimiter)
    {
        var last = "";
        foreach (var item in objects)
        {
            if (!item.Key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var at = delimiter.Length == 0 ? -1 : item.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (at < 0)
            {
                yield return (item.Key, item);
                continue;
            }
            var folder = item.Key[..(at + delimiter.Length)];
            if (folder != last) yield return (folder, null);
            last = folder;
        }
    }

    private static void Item(XmlWriter xml, ListedObject item, string key)
    {
        xml.WriteStartElement("Contents");
        xml.WriteElementString("Key", key);
        xml.WriteElementString("LastModified", S3Xml.Time(item.Time));
        xml.WriteElementString("ETag", $"\"{item.Tag}\"");
        xml.WriteElementString("Size", item.Length.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("StorageClass", "STANDARD");
        xml.WriteEndElement();
    }

    private static void Folder(XmlWriter xml, string name)
    {
        xml.WriteStartElement("CommonPrefixes");
        xml.WriteElementString("Prefix", name);
        xml.WriteEndElement();
    }
}
