namespace Holdfast.Contracts.Api.Setup;

/// <summary>A link that signs in at the setup, once.</summary>
/// <param name="Path">To append to the setup's address: /signin?link=CODE.</param>
public sealed record SetupLink(string Code, string Path, DateTimeOffset Expires)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(SetupLink);
}
