using Holdfast.Format.Packs;

namespace Holdfast.Store.Reading;

/// <summary>A range of a pack that is read with one request, and the chunks wanted from it, in the order in which they lie.</summary>
internal sealed record ReadRun(PackId Pack, long Offset, int Length, IReadOnlyList<PlannedChunk> Chunks);
