using System.Text.Json.Serialization;
using Holdfast.Contracts.Api;

namespace Holdfast.Agent.Inspection;

/// <summary>What an inspection prints for scripts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(InspectedFile))]
[JsonSerializable(typeof(InspectedListing))]
[JsonSerializable(typeof(ExtractedFile))]
public sealed partial class InspectionJson : JsonSerializerContext;
