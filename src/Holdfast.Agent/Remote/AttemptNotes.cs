using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Workloads;

namespace Holdfast.Agent.Remote;

/// <summary>The remarks of one attempt, in order; failures and the rest each up to half of <see cref="DataLimits.MostNotes"/>. Thread-safe.</summary>
internal sealed class AttemptNotes : IItemNotes
{
    private const int Most = DataLimits.MostNotes / 2, InMessage = 200, LongestMessage = 2000;
    private readonly List<Note> notes = [];
    private int failures;
    private int others;
    private int told;

    public void Add(ItemNote note)
    {
        var (code, failed) = NoteCodes.Of(note.Kind);
        var text = note.Message.Length <= LongestMessage ? note.Message : note.Message[..LongestMessage];
        lock (notes)
        {
            if ((failed ? failures : others) == Most) return;
            if (failed) failures++;
            else others++;
            notes.Add(new Note { Code = (uint)code, Message = text, Item = ByteString.CopyFrom(note.Path), Failed = failed });
        }
    }

    /// <summary>Messages with the notes that were not told yet, or with all of them: the server passes over what it has.</summary>
    public IReadOnlyList<JobNotes> Messages(JobAttempt attempt, bool all)
    {
        var messages = new List<JobNotes>();
        lock (notes)
        {
            for (var from = all ? 0 : told; from < notes.Count; from += InMessage)
            {
                var message = new JobNotes { Job = attempt, First = (ulong)from };
                message.Notes.AddRange(notes.Skip(from).Take(InMessage));
                messages.Add(message);
            }
            told = notes.Count;
        }
        return messages;
    }
}
