using System.Text.Json.Serialization;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(HyperVMarks))]
[JsonSerializable(typeof(HyperVState))]
internal sealed partial class HyperVJson : JsonSerializerContext;
