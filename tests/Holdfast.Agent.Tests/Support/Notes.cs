using System.Collections.Concurrent;
using Holdfast.Workloads;

namespace Holdfast.Agent.Tests.Support;

internal sealed class Notes : IItemNotes
{
    private readonly ConcurrentQueue<ItemNote> notes = new();

    public IReadOnlyList<ItemNote> All => [.. notes];

    public void Add(ItemNote note) => notes.Enqueue(note);

    public IReadOnlyList<ItemNote> Of(NoteKind kind) => [.. notes.Where(note => note.Kind == kind)];
}
