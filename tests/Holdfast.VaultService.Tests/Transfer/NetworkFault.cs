namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>What can happen to a request.</summary>
public enum NetworkFault
{
    /// <summary>It never arrives.</summary>
    LostBefore,

    /// <summary>It is done, and the answer is lost.</summary>
    LostAfter,

    /// <summary>Half of what it carries, either way, arrives.</summary>
    CutBody,

    /// <summary>What it carries, either way, arrives altered.</summary>
    WrongBody,

    /// <summary>It is refused, as with a leave that has ended.</summary>
    Forbidden,

    /// <summary>429 with Retry-After.</summary>
    TooMany,

    /// <summary>503 with Retry-After.</summary>
    Unavailable,

    /// <summary>500 although it was done.</summary>
    ErrorAfter,

    /// <summary>Nothing moves any more, before it is done.</summary>
    StallBefore,

    /// <summary>Nothing moves any more, after it was done.</summary>
    StallAfter,
}
