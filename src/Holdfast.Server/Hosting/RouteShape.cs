using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Server.Hosting;

/// <summary>What a mapped route takes and answers, for its description.</summary>
internal sealed class RouteShape(RouteRule rule, JsonTypeInfo? body, JsonTypeInfo? answer)
{
    internal RouteRule Rule => rule;

    internal JsonTypeInfo? Body => body;

    /// <summary>Null: no JSON, but what <see cref="ContentType"/> says.</summary>
    internal JsonTypeInfo? Answer => answer;

    /// <summary>Of an answer that is no JSON.</summary>
    internal string ContentType { get; init; } = "text/plain";

    internal IReadOnlyList<ApiParameter> Parameters { get; private set; } = [];

    /// <summary>Names the parameters of the address that the handler reads.</summary>
    internal void Takes(params ApiParameter[] parameters) => Parameters = parameters;
}
