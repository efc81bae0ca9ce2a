using Holdfast.Format.Packs;

namespace Holdfast.Store.Copying;

/// <summary>A record that was opened where it lies in the buffer it was read into, and that is sealed again in the same place: on its way it is never copied.</summary>
internal readonly record struct OpenedRecord(RecordHeader Header, ArraySegment<byte> Record);
