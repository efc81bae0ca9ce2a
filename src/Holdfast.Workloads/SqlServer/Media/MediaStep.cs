namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What the next bytes of a file are.</summary>
internal enum MediaStep
{
    /// <summary>The header of a block.</summary>
    Block,
    BlockBody,

    /// <summary>The rest of a block without streams.</summary>
    Filemark,

    /// <summary>The header of a stream.</summary>
    Stream,
    Content,

    /// <summary>Behind a stream, up to the next multiple of four.</summary>
    Padding,

    /// <summary>Behind the last block.</summary>
    Zeros,

    /// <summary>All of a file that cannot be read.</summary>
    Opaque,
}
