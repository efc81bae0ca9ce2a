using Holdfast.Workloads.Files.Windows.Journal;

namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>Change journals of a Windows that is not there: each question is answered by the next state.</summary>
internal sealed class StandInJournals : IChangeJournals
{
    public Queue<UsnJournalState> States { get; init; } = new();

    public byte[] Content { get; init; } = [];

    public IOException? Failure { get; init; }

    public UsnJournalState? Query(string path) => States.TryDequeue(out var state) ? state : null;

    public void Read(string path, UsnPosition start, UsnRecordTaker take, CancellationToken cancellation)
    {
        if (Failure is not null) throw Failure;
        var reader = new UsnRecordReader(Content, 0);
        while (reader.Next(out var record)) take(record);
    }
}
