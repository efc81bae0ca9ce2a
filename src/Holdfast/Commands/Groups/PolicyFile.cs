using System.Text.Json;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;

namespace Holdfast.Commands.Groups;

/// <summary>A policy in a file.</summary>
internal static class PolicyFile
{
    private const int Largest = 1 << 20;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadPolicy"/>: not there, too large, or no policy.</exception>
    internal static async Task<PolicyInfo> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Largest) throw new HoldfastException(ErrorCode.BadPolicy, $"{path} is larger than a policy can be.");
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path), GroupsJson.Default.PolicyInfo)
                ?? throw new HoldfastException(ErrorCode.BadPolicy, $"{path} holds no policy.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new HoldfastException(ErrorCode.BadPolicy, $"The policy {path} cannot be read: {failure.Message}", inner: failure);
        }
    }
}
