namespace Holdfast.Workloads.Inspection;

/// <summary>Knows one kind of file that an application or a platform made, and whether it is whole, without the software that made it. Thread-safe.</summary>
public interface IFileInspector
{
    /// <summary>The word for the kind in commands, such as sqlServerBackup. Never changes.</summary>
    string Kind { get; }

    /// <summary>Whether files inside can be listed and taken out.</summary>
    bool HoldsFiles { get; }

    /// <summary>By content, whatever the file's name.</summary>
    bool Recognizes(FileProbe probe);

    /// <summary>Reads all of the file. What is wrong with it is part of the result.</summary>
    /// <param name="file">Seekable, at its first byte.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    FileFindings Inspect(Stream file, CancellationToken cancellation);
}
