using System.Globalization;
using System.Text.Json.Nodes;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Server.Hosting;
using Holdfast.Server.Status;

namespace Holdfast.Server.OpenApi;

/// <summary>Describes the API in OpenAPI 3.1, from the routes as they are mapped.</summary>
internal static class OpenApiDocument
{
    private const string Json = "application/json";

    internal static JsonObject Of(IEnumerable<RouteShape> routes)
    {
        var schemas = new OpenApiSchemas();
        var error = schemas.Reference(ApiJson.Default.ApiErrorBody);
        var paths = new JsonObject();
        foreach (var route in routes)
        {
            var address = ApiRouter.Address(route.Rule.Route);
            if (paths[address] is not JsonObject path) paths[address] = path = [];
            path[route.Rule.Method.ToLowerInvariant()] = Operation(route, schemas, error);
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Holdfast", ["version"] = StatusRoutes.Version,
                ["description"] = "The API of the backup server. x-roles: which roles may call a route; x-scoped: accounts that are limited to servers or groups may as well, and see only those; x-confirmation: takes a fresh code or PIN.",
            },
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            },
        };
    }

    private static JsonObject Operation(RouteShape route, OpenApiSchemas schemas, JsonObject error)
    {
        var rule = route.Rule;
        var operation = new JsonObject
        {
            ["operationId"] = Id(rule),
            ["tags"] = new JsonArray(rule.Route.TrimStart('/').Split('/')[0]),
            ["parameters"] = OpenApiParameters.Of(route),
            ["responses"] = new JsonObject
            {
                ["200"] = route.Answer is { } answer ? Content("Done.", schemas.Reference(answer)) : Content("Done.", Plain(route.ContentType), route.ContentType),
                ["default"] = Content("What went wrong, why such a thing happens, and what to do.", error.DeepClone()),
            },
            ["x-roles"] = new JsonArray([.. RoleNames.In(rule.Roles).Select(role => JsonValue.Create(role))]),
            ["x-scoped"] = rule.IsScoped,
            ["x-confirmation"] = rule.NeedsConfirmation,
        };
        if (rule.Roles == Roles.None) operation["security"] = new JsonArray();
        if (route.Body is { } body)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [Json] = new JsonObject { ["schema"] = schemas.Reference(body) } } };
        return operation;
    }

    private static JsonObject Plain(string type) => type.StartsWith("text/", StringComparison.Ordinal)
        ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["contentMediaType"] = type };

    private static JsonObject Content(string description, JsonNode schema, string type = Json) => new()
    {
        ["description"] = description, ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } },
    };

    // Such as getGroupsGroup for GET groups/{group}.
    private static string Id(RouteRule rule)
    {
        var words = rule.Route.Split(['/', '-', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries);
        return rule.Method.ToLowerInvariant() + string.Concat(words.Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
    }
}
