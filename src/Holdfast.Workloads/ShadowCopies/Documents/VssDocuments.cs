using System.Text;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Reads the documents of the Volume Shadow Copy Service: one pass, no more memory than what they say takes.</summary>
public static class VssDocuments
{
    /// <summary>What a writer has to be backed up.</summary>
    /// <param name="file">Seekable, at the document's first byte; UTF-8 or UTF-16.</param>
    /// <exception cref="MalformedFileException">It is no such document; the offset counts from the first byte.</exception>
    public static WriterMetadata ReadWriter(Stream file) => Read(file, WriterMetadataReader.Root, scan => new WriterMetadataReader(scan).Read());

    /// <summary>What was chosen for a backup, and what writers noted of it.</summary>
    /// <exception cref="MalformedFileException">It is no such document.</exception>
    public static BackupComponents ReadComponents(Stream file) => Read(file, BackupComponentsReader.Root, scan => new BackupComponentsReader(scan).Read());

    /// <summary>The list that DiskShadow puts beside the documents.</summary>
    /// <exception cref="MalformedFileException">It is no such list.</exception>
    public static SnapshotManifest ReadManifest(Stream file) => Read(file, SnapshotManifestReader.Root, scan => new SnapshotManifestReader(scan).Read());

    /// <summary>A document as VSS hands it out.</summary>
    /// <exception cref="MalformedFileException">It is no such document; the offset is that of its UTF-8 form.</exception>
    public static WriterMetadata ReadWriter(string document) => ReadWriter(new MemoryStream(Encoding.UTF8.GetBytes(document)));

    /// <inheritdoc cref="ReadWriter(string)"/>
    public static BackupComponents ReadComponents(string document) => ReadComponents(new MemoryStream(Encoding.UTF8.GetBytes(document)));

    private static T Read<T>(Stream file, string root, Func<DocumentScan, T> read)
    {
        using var scan = new DocumentScan(file);
        scan.Open();
        if (scan.Name != root) throw scan.Wrong($"a document {root}", scan.Name);
        var document = read(scan);
        scan.Finish();
        return document;
    }
}
