using System.Text.Json.Nodes;
using Holdfast.Contracts.Api;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.OpenApi;

/// <summary>The parameters of one route: parts of its address, of its query, and the header of confirmations.</summary>
internal static class OpenApiParameters
{
    internal static JsonArray Of(RouteShape route)
    {
        var parameters = new JsonArray();
        foreach (var part in route.Rule.Route.Split('/').Where(part => part.StartsWith('{')))
            parameters.Add((JsonNode)Parameter(part.Trim('{', '}'), "path", true, null, new JsonObject { ["type"] = "string" }));
        foreach (var parameter in route.Parameters)
        {
            var schema = new JsonObject { ["type"] = parameter.Type };
            if (parameter.Format is { } format) schema["format"] = format;
            if (parameter.Least is { } least) schema["minimum"] = least;
            if (parameter.Most is { } most) schema["maximum"] = most;
            parameters.Add((JsonNode)Parameter(parameter.Name, "query", parameter.IsRequired, parameter.Meaning, schema));
        }
        if (route.Rule.Method != "GET")
            parameters.Add((JsonNode)Parameter(
                HoldfastClient.ConfirmationHeader, "header", false, "A fresh code of the caller's authenticator, or a security PIN, where one is asked for.", new JsonObject { ["type"] = "string" }));
        return parameters;
    }

    private static JsonObject Parameter(string name, string place, bool required, string? meaning, JsonObject schema)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };
        if (meaning is not null) parameter["description"] = meaning;
        return parameter;
    }
}
