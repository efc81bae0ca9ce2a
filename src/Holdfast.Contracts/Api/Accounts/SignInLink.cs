namespace Holdfast.Contracts.Api.Accounts;

/// <summary>A way into the console in the name of who made it, for one use.</summary>
/// <param name="Code">A secret.</param>
/// <param name="Path">Of the page that takes it, with the code.</param>
public sealed record SignInLink(string Code, string Path, DateTimeOffset Expires)
{
    /// <summary>Says nothing of the code.</summary>
    public override string ToString() => nameof(SignInLink);
}
