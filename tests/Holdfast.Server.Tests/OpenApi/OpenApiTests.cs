using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Server.Hosting;
using Holdfast.Server.Tests.Accounts;
using Holdfast.Server.Tests.Hosting;

namespace Holdfast.Server.Tests.OpenApi;

public sealed partial class OpenApiTests
{
    [Fact]
    public async Task Document_HasEveryRouteWithRolesParametersBodyAndAnswers()
    {
        await using var server = await RunningServer.Start();
        var document = await Document(server);
        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString());
        var described = (from path in document.GetProperty("paths").EnumerateObject() from operation in path.Value.EnumerateObject() select (path.Name, operation)).ToList();
        Assert.Equal(
            MappedRoutes.All().Select(endpoint => endpoint.Metadata.GetMetadata<RouteRule>()!).Select(rule => $"{rule.Method} {ApiRouter.Address(rule.Route)}").Order(),
            described.Select(entry => $"{entry.operation.Name.ToUpperInvariant()} {entry.Name}").Order());
        Assert.Equal(described.Count, described.Select(entry => entry.operation.Value.GetProperty("operationId").GetString()).Distinct().Count());
        foreach (var (path, operation) in described)
        {
            var rule = RouteTable.All.Single(rule => rule.Method == operation.Name.ToUpperInvariant() && ApiRouter.Address(rule.Route) == path);
            Assert.Equal(RoleNames.In(rule.Roles), operation.Value.GetProperty("x-roles").EnumerateArray().Select(role => role.GetString()));
            Assert.Equal(rule.Roles == Roles.None, operation.Value.TryGetProperty("security", out _));
            var inPath = operation.Value.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString());
            Assert.Equal(PathPart().Matches(path).Select(match => match.Groups[1].Value), inPath);
            Assert.All((string[])["200", "default"], answer =>
            {
                var described = operation.Value.GetProperty("responses").GetProperty(answer);
                if (answer == "200" && !IsJson(described)) Assert.True(path is "/metrics" or "/api/v1/content" || path.StartsWith("/download/", StringComparison.Ordinal) || path.EndsWith("/csv", StringComparison.Ordinal) || path.EndsWith("/pdf", StringComparison.Ordinal), path);
                else Schema(document, described);
            });
        }
    }

    [Fact]
    public async Task Document_References_AllResolve()
    {
        await using var server = await RunningServer.Start();
        var document = await Document(server);
        var references = References(document).ToList();
        Assert.True(references.Count > 100);
        Assert.All(references, reference => Resolve(document, reference));
    }

    [Fact]
    public async Task Schemas_HaveThePropertiesOfRealAnswers()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        var job = await server.Protect(online: true);
        using var account = await server.Account("anna", RoleNames.Reader);
        var document = await Document(server);
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + server.Token);
        var compared = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var operation)) continue;
            var address = path.Name.Replace("{group}", "Default").Replace("{id}", path.Name.Contains("jobs") ? job.Id : job.RecoveryPoint);
            var query = string.Join('&', operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query" && parameter.GetProperty("required").GetBoolean())
                .Select(parameter => $"{parameter.GetProperty("name").GetString()}={(parameter.GetProperty("name").GetString() == "text" ? "a" : "source")}"));
            using var response = await http.GetAsync(address + (query.Length > 0 ? "?" + query : ""));
            if (!response.IsSuccessStatusCode || path.Name == "/openapi/v1.json") continue; // needs things that are not here, such as an external server
            if (!IsJson(operation.GetProperty("responses").GetProperty("200"))) continue;
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            Conforms(document, Schema(document, operation.GetProperty("responses").GetProperty("200")), answer.RootElement, path.Name);
            compared++;
        }
        Assert.True(compared >= 18, $"only {compared} answers were compared");
        using var refused = await http.GetAsync("/api/v1/jobs/none");
        using var error = JsonDocument.Parse(await refused.Content.ReadAsByteArrayAsync());
        Conforms(document, document.GetProperty("components").GetProperty("schemas").GetProperty("ApiErrorBody"), error.RootElement, "error");
    }

    [Fact]
    public async Task Parameters_ThatHandlersRead_AreAllDescribed()
    {
        await using var server = await RunningServer.Start();
        var described = (await Document(server)).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .SelectMany(operation => operation.Value.GetProperty("parameters").EnumerateArray()).Select(parameter => parameter.GetProperty("name").GetString()).ToHashSet();
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !Directory.Exists(Path.Combine(root.FullName, "src", "Holdfast.Server"))) root = root.Parent;
        if (root is null) Assert.Skip("The source is not here.");
        var read = Directory.EnumerateFiles(Path.Combine(root.FullName, "src", "Holdfast.Server"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Reading().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.Superset(new HashSet<string> { "source", "limit", "waitMs" }, read);
        Assert.DoesNotContain(read, name => !described.Contains(name));
    }

    private static async Task<JsonElement> Document(RunningServer server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + server.Token);
        return JsonDocument.Parse(await http.GetByteArrayAsync("/openapi/v1.json")).RootElement;
    }

    private static bool IsJson(JsonElement response) => response.GetProperty("content").TryGetProperty("application/json", out _);

    private static JsonElement Schema(JsonElement document, JsonElement holder) =>
        Resolve(document, holder.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static JsonElement Resolve(JsonElement document, string reference)
    {
        Assert.StartsWith("#/", reference);
        return reference[2..].Split('/').Aggregate(document, (element, part) =>
            element.ValueKind == JsonValueKind.Array ? element[int.Parse(part)] : element.GetProperty(part.Replace("~1", "/").Replace("~0", "~")));
    }

    // Every property of the answer is described, every one that must be there is, and their kinds are the described ones.
    private static void Conforms(JsonElement document, JsonElement schema, JsonElement value, string place)
    {
        if (schema.ValueKind == JsonValueKind.True) return;
        if (schema.TryGetProperty("$ref", out var reference)) schema = Resolve(document, reference.GetString()!);
        if (schema.TryGetProperty("type", out var type))
        {
            var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!).ToArray() : [type.GetString()!];
            var kind = value.ValueKind switch
            {
                JsonValueKind.Object => "object", JsonValueKind.Array => "array", JsonValueKind.String => "string", JsonValueKind.Null => "null",
                JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number", _ => "boolean",
            };
            Assert.True(types.Contains(kind) || (kind == "integer" && types.Contains("number")), $"{place} is {kind}, described as {string.Join('|', types)}");
        }
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (index, element) in value.EnumerateArray().Index()) Conforms(document, items, element, $"{place}[{index}]");
        if (value.ValueKind != JsonValueKind.Object) return;
        var properties = schema.TryGetProperty("properties", out var described) ? described : default;
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("additionalProperties", out _) && properties.ValueKind == JsonValueKind.Undefined) continue;
            Assert.True(properties.TryGetProperty(member.Name, out var property), $"{place}.{member.Name} is not described");
            Conforms(document, property, member.Value, $"{place}.{member.Name}");
        }
        if (schema.TryGetProperty("required", out var required))
            Assert.All(required.EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{place} lacks {name}"));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathPart();

    [GeneratedRegex(@"\bcall\.(?:Text|Flag|Number|Time|Required)\(""(\w+)""")]
    private static partial Regex Reading();
}
