namespace Holdfast.Vault.Remote;

/// <summary>How long a request to a vault is tried, and when one counts as stuck.</summary>
public sealed record RetryOptions
{
    /// <summary>Tries of one request, the first included.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Wait after the first failure; doubled with each further one, and spread by half of it.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>No further try begins when a request has taken so long, waiting included.</summary>
    public TimeSpan LongestTotal { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A try is given up when nothing has moved for so long.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A try is given up when it is slower than this on the whole, bytes a second; <see cref="Patience"/> comes on top.</summary>
    public int LeastRate { get; init; } = 8 << 10;

    public TimeSpan Connecting { get; init; } = TimeSpan.FromSeconds(15);
}
