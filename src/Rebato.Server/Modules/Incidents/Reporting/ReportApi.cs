using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>What a program gets back for a report.</summary>
/// <param name="Number">AV-2026-0418.</param>
/// <param name="ReceivedAt">ISO 8601 with the town's offset.</param>
/// <param name="Again">It had arrived before: nothing new was registered.</param>
/// <param name="Receipt">The page with the receipt; null when no server is running that could show it.</param>
internal sealed record ReportAnswer(string Number, string ReceivedAt, bool Again, Uri? Receipt);

/// <summary>
/// «POST /api/v1/avisos»: a report from a program on the town hall's networks, as a form with files or as JSON without
/// them. Cookies are not looked at: a page elsewhere cannot speak in the name of whoever has a session.
/// </summary>
internal static class ReportApi
{
    public const string Path = "/api/v1/avisos";
    public const string KeyHeader = "Idempotency-Key";

    public static void Map(WebApplication app) => app.MapPost(Path, (Delegate)Receive)
        .WithMetadata(new OpenToAllAttribute("Programs report from the town hall's networks, as people do without an account (Reglamento 28.1)"))
        .Produces<ReportAnswer>(StatusCodes.Status201Created)
        .Produces<ReportAnswer>(StatusCodes.Status200OK)
        .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")
        .Produces<ProblemDetails>(StatusCodes.Status415UnsupportedMediaType, "application/problem+json")
        .Produces<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")
        .Produces<ProblemDetails>(StatusCodes.Status507InsufficientStorage, "application/problem+json")
        .WithName("report").WithTags("avisos")
        .WithSummary("Registers a report that something is wrong.")
        .WithDescription("201 when it is new, 200 when it had arrived before: the same Idempotency-Key, or files that all came with one report. Files travel as parts named «files»; they are kept as they are and never opened.")
        .AddOpenApiOperationTransformer(async (operation, context, cancel) =>
        {
            // Described here and not declared on the endpoint, which would then answer other kinds of body by itself, without a sentence.
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["multipart/form-data"] = new() { Schema = WithFiles(await context.GetOrCreateSchemaAsync(typeof(ReportFields), cancellationToken: cancel)) },
                    ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(ReportFields), cancellationToken: cancel) },
                },
            };
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = KeyHeader,
                In = ParameterLocation.Header,
                Description = "What the sender calls this report, at most 200 characters.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = ReportRules.LongestLine },
            });
        });

    private static OpenApiSchema WithFiles(OpenApiSchema fields)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        (fields.Properties ??= new Dictionary<string, IOpenApiSchema>())["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = file };
        return fields;
    }

    private static async Task<IResult> Receive(HttpContext context)
    {
        var services = context.RequestServices;
        var texts = services.GetRequiredService<Texts>();
        var door = services.GetRequiredService<ReportDoor>();
        if (!SameOrigin.Holds(context.Request))
        {
            return ReportProblems.Of(new Refusal("report.other-site", ReportRules.Desk), texts);
        }

        if (!door.OpenToPrograms(context))
        {
            return ReportProblems.Of(new Refusal("report.not-from-here", ReportRules.Desk), texts);
        }

        if (door.TooOften(context) is { } late)
        {
            return ReportProblems.Of(late, texts);
        }

        using var arrived = await services.GetRequiredService<ReportReader>().Read(context.Request, keepFiles: true, context.RequestAborted);
        if (context.Request.Headers[KeyHeader].ToString() is { Length: > 0 } key)
        {
            arrived.Fields.Key = key;
        }

        var read = arrived.Fields.Read(ReportChannel.Api, arrived.Files, texts, ReportKind.SomethingElse);
        if ((arrived.Refusal ?? read.Refusal) is { } wrong)
        {
            return ReportProblems.Of(wrong, texts);
        }

        var registered = await services.GetRequiredService<ReportIntake>().Receive(Actor.Anonymous, read.Value, context.RequestAborted);
        return registered.Done(out var report, out var refusal) ? await Answer(context, report, read.Value) : ReportProblems.Of(refusal, texts);
    }

    private static async Task<IResult> Answer(HttpContext context, RegisteredReport registered, ArrivingReport arriving)
    {
        var services = context.RequestServices;
        var link = await services.GetRequiredService<ReportReceipts>().LinkFor(registered, arriving.Content);
        var receipt = new Uri($"{context.Request.Scheme}://{context.Request.Host}{link}");
        var at = services.GetRequiredService<Formats>().Machine(registered.Report.ReceivedAt);
        var answer = new ReportAnswer(registered.Report.Number, at, registered.Again, receipt);
        return registered.Again ? Results.Ok(answer) : Results.Created(receipt, answer);
    }
}
