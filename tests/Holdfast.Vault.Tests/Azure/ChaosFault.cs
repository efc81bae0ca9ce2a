namespace Holdfast.Vault.Tests.Azure;

/// <summary>What <see cref="ChaosTransport"/> does to a request.</summary>
public enum ChaosFault
{
    None,

    /// <summary>The connection breaks before the request is sent.</summary>
    BreakBefore,

    /// <summary>The connection breaks after the service did what it was asked.</summary>
    BreakAfter,

    /// <summary>The service answers 500 and did nothing.</summary>
    ErrorBefore,

    /// <summary>The service answers 500 though it did what it was asked.</summary>
    ErrorAfter,

    /// <summary>The connection breaks in the middle of the body, whichever way it goes.</summary>
    CutBody,

    /// <summary>A bit of what is sent turns on the way.</summary>
    WrongBody,

    /// <summary>429 with Retry-After.</summary>
    TooMany,

    /// <summary>503 with Retry-After.</summary>
    Busy,

    /// <summary>The answer comes a byte at a time.</summary>
    Dribble,

    /// <summary>403, and the service's clock says that the grant is over.</summary>
    ExpiredGrant,
}
