using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Groups;

/// <summary>What the API reads and writes about groups. Unlike <see cref="ApiJson"/> it refuses unknown members at every depth: a typing error in a policy must not pass for a default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(CreateGroupRequest))]
[JsonSerializable(typeof(DeleteInactiveRequest))]
[JsonSerializable(typeof(ModifyGroupRequest))]
[JsonSerializable(typeof(ModifySourceRequest))]
[JsonSerializable(typeof(PolicyInfo))]
[JsonSerializable(typeof(SeedRequest))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
public sealed partial class GroupsJson : JsonSerializerContext;
