using System.Text.Json.Serialization;

namespace Holdfast.Workloads.VirtualMachines;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(MachineState))]
internal sealed partial class MachineJson : JsonSerializerContext;
