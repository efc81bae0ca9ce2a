using Microsoft.AspNetCore.Builder;

namespace Holdfast.Server.Setup.Hosting;

/// <summary>The wizard's pages, which whoever starts the setup brings along: services before the web server is built, endpoints after the API's.</summary>
internal sealed record SetupPages(Action<WebApplicationBuilder> AddTo, Action<WebApplication> MapTo);
