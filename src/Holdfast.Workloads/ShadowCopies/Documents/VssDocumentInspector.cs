using System.Text;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Inspects writer metadata documents, backup components documents, and DiskShadow's list of them.</summary>
public sealed class VssDocumentInspector : IFileInspector
{
    private const string Writer = "writerMetadata", Components = "backupComponents", Manifest = "manifest";
    private const int Looked = 4096;

    public string Kind => "vssDocument";

    public bool HoldsFiles => false;

    public bool Recognizes(FileProbe probe) => Name(probe.Start.Span) is not null;

    public FileFindings Inspect(Stream file, CancellationToken cancellation)
    {
        var name = Name(FileProbe.Of(file).Start.Span) ?? Writer;
        try
        {
            return name switch
            {
                Writer => new VssDocumentFindings(name, VssDocuments.ReadWriter(file), null, null, null),
                Components => new VssDocumentFindings(name, null, VssDocuments.ReadComponents(file), null, null),
                _ => new VssDocumentFindings(name, null, null, VssDocuments.ReadManifest(file), null),
            };
        }
        catch (MalformedFileException fault)
        {
            return new VssDocumentFindings(name, null, null, null, fault);
        }
    }

    /// <summary>By the first element, whatever stands before it: a declaration, a comment.</summary>
    private static string? Name(ReadOnlySpan<byte> start)
    {
        var front = start[..Math.Min(start.Length, Looked)];
        // UTF-16 without its zeros reads as ASCII as far as names go.
        var text = Encoding.Latin1.GetString(front).Replace("\0", "", StringComparison.Ordinal);
        return Begins(text, WriterMetadataReader.Root) ? Writer : Begins(text, BackupComponentsReader.Root) ? Components : Begins(text, SnapshotManifestReader.Root) && text.Contains("<ShadowCopySet", StringComparison.Ordinal) ? Manifest : null;
    }

    private static bool Begins(string text, string root)
    {
        var at = text.IndexOf('<' + root, StringComparison.Ordinal);
        if (at < 0 || text.AsSpan(0, at).TrimStart("\u00ef\u00bb\u00bf\u00ff\u00fe \t\r\n") is { Length: > 0 } before && before[0] != '<') return false;
        var end = at + root.Length + 1;
        return end < text.Length && !char.IsLetterOrDigit(text[end]) && text[end] is not ('_' or '-' or '.') && !text.AsSpan(0, at).Contains("<!DOCTYPE", StringComparison.Ordinal);
    }
}
