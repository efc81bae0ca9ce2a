using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>Signs in at a setup with the code of its link, which is good once.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LinkSignIn(string Link)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(LinkSignIn);
}
