using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>Answers in the protocol's XML.</summary>
internal static class S3Xml
{
    internal const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static readonly XmlWriterSettings settings = new() { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    internal static Task Send(HttpResponse response, string root, Action<XmlWriter> content) => Send(response, 200, Document(root, Namespace, content));

    internal static Task SendError(HttpResponse response, S3Error error, string message, string resource) => Send(response, error.Status, Error(error, message, resource, response.HttpContext));

    /// <summary>Without the declaration.</summary>
    internal static byte[] Document(string root, string? inNamespace, Action<XmlWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, settings))
        {
            writer.WriteStartElement(root, inNamespace ?? "");
            content(writer);
            writer.WriteEndElement();
        }
        return buffer.ToArray();
    }

    internal static byte[] Result(string root, Action<XmlWriter> content) => Document(root, Namespace, content);

    internal static byte[] Error(S3Error error, string message, string resource, HttpContext context) => Document("Error", null, writer =>
    {
        writer.WriteElementString("Code", error.Code);
        writer.WriteElementString("Message", message);
        writer.WriteElementString("Resource", resource);
        writer.WriteElementString("RequestId", context.TraceIdentifier);
    });

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static async Task Send(HttpResponse response, int status, byte[] document)
    {
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.ContentLength = Declaration.Length + document.Length;
        await response.WriteAsync(Declaration);
        await response.Body.WriteAsync(document);
    }
}
