namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>How a connection breaks.</summary>
public enum BrokenWay
{
    Cut,

    /// <summary>It stays open, and nothing comes any more.</summary>
    Stall,

    /// <summary>A byte now and then.</summary>
    Dribble,
}
