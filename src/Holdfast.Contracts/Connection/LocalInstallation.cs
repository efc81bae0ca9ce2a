using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Connection;

/// <summary>The server of a data folder, found by the files that it keeps there: where it listens, and the token that signs its owner in.</summary>
public static class LocalInstallation
{
    /// <summary>Where the server says that it listens, or null when it says nothing. It may have died since.</summary>
    public static ServerAddress? Find(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, ServerAddress.FileName);
        try
        {
            // By hand: the serializer's descriptions of every property take longer to make than the rest of a command.
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new ServerAddress(
                root.GetProperty("pid"u8).GetInt32(), root.GetProperty("port"u8).GetInt32(), root.GetProperty("url"u8).GetString()!,
                root.GetProperty("version"u8).GetString()!);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new HoldfastException(ErrorCode.Unauthorized, $"{path} cannot be read: {failure.Message}", inner: failure);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"{path} is damaged.", "Stop the server, if it runs, and start it again with `holdfast up`.", failure);
        }
    }

    /// <summary>Where the server of a data folder listens; one that says nothing is <see cref="ErrorCode.NotReachable"/>.</summary>
    public static ServerAddress Of(string dataDirectory) => Find(dataDirectory) ?? throw NotRunning(dataDirectory);

    /// <summary>Signs the owner of the data folder in.</summary>
    public static string Token(string dataDirectory)
    {
        try
        {
            return File.ReadAllText(Path.Combine(dataDirectory, ServerAddress.TokenFileName)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.Unauthorized, $"The token of the server cannot be read: {failure.Message}", inner: failure);
        }
    }

    public static HoldfastException NotRunning(string dataDirectory) => new(
        ErrorCode.NotReachable, $"No server runs for the data folder {dataDirectory}.",
        $"Start it with `holdfast up --data {dataDirectory}`, or name the right folder with --data.");
}
