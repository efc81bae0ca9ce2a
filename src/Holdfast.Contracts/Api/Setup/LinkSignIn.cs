namespace Holdfast.Contracts.Api.Setup;

/// <summary>Signs in at a setup with the code of its link, which is good once. Other fields of a sign-in are not looked at.</summary>
public sealed record LinkSignIn(string Link)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(LinkSignIn);
}
