namespace Holdfast.Console.Hosting;

/// <summary>What somebody shows to be let in: name and password, with a code where there is a second factor; or a link.</summary>
public sealed record SignInAttempt(string? Name, string? Password, string? Code, string? Link)
{
    /// <summary>Says nothing of what was shown.</summary>
    public override string ToString() => nameof(SignInAttempt);
}
