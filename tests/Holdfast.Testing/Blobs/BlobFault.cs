namespace Holdfast.Testing.Blobs;

/// <summary>What can go wrong in an <see cref="InMemoryBlobStore"/>.</summary>
public enum BlobFault
{
    /// <summary>The call fails and had no effect.</summary>
    FailBefore,

    /// <summary>A commit or delete fails after it took effect: the caller cannot know.</summary>
    FailAfter,

    /// <summary>A write finds the store full.</summary>
    Full,

    /// <summary>A read returns one wrong bit; the stored bytes stay good.</summary>
    WrongBit,

    /// <summary>A read finds fewer bytes than there are.</summary>
    ShortRead,

    /// <summary>A read fails for now.</summary>
    ReadFails,

    /// <summary>A listing does not show what was created lately.</summary>
    ListingLags,

    /// <summary>A listing fails.</summary>
    ListingFails,

    /// <summary>A delete fails and had no effect.</summary>
    DeleteFails,
}
