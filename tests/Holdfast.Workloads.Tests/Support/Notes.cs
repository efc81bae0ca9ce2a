using System.Collections.Concurrent;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Tests.Support;

internal sealed class Notes : IItemNotes
{
    public ConcurrentQueue<ItemNote> All { get; } = new();

    public void Add(ItemNote note) => All.Enqueue(note);

    public int Count(NoteKind kind) => All.Count(note => note.Kind == kind);

    public ItemNote Single(NoteKind kind) => Assert.Single(All, note => note.Kind == kind);

    public override string ToString() => string.Join('\n', All.Select(note => $"{note.Kind} {ItemPath.ToDisplay(note.Path)} {note.Errno} {note.Message}"));
}
