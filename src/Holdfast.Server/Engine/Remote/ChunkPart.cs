namespace Holdfast.Server.Engine.Remote;

/// <summary>The part that a chunk plays in a point. Content never counts as a part of a table: its bytes are anybody's, and nobody has looked at what they name.</summary>
internal enum ChunkPart : byte
{
    /// <summary>A part of an item table, whichever.</summary>
    AnyTable = 0,
    Content = 1,
    ExtentList = 2,

    /// <summary>A block of items; a node of height n is this plus n.</summary>
    ItemBlock = 16,
}
