using Holdfast.Format.Items;

namespace Holdfast.Agent.Backup;

/// <summary>A file whose metadata says "unchanged" and whose content a consistency check compares with the replica.</summary>
internal sealed record Comparison(PendingFile File, Item Replica);
