using Microsoft.EntityFrameworkCore;
using OrderService.Data;
using OrderService.Endpoints;
using OrderService.Services;
using OrderService.Workers;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<OrderContext>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Orders") ?? "Data Source=orders.db"));
builder.Services.AddScoped<AgentService>();
builder.Services.AddScoped<CaseService>();
builder.Services.AddScoped<OrderDesk>();
builder.Services.AddSingleton<IExchangeRates, FileExchangeRates>();
builder.Services.AddSingleton<NotificationQueue>();
builder.Services.AddHostedService<EscalationWorker>();
builder.Services.AddHostedService<NotificationWorker>();
builder.Services.AddControllers();

var app = builder.Build();

await using (var scope = app.Services.CreateAsyncScope())
{
    await DatabaseSeeder.SeedAsync(scope.ServiceProvider.GetRequiredService<OrderContext>(), DateTime.UtcNow);
}

app.MapControllers();
app.MapGet("/orders", OrderEndpoints.GetRecent);
app.MapPost("/orders", OrderEndpoints.Place);
app.MapGet("/orders/{reference}/total", OrderEndpoints.GetTotal);
app.MapPost("/orders/reconciliation", OrderEndpoints.Reconcile);
app.MapGet("/agents/workload", (AgentService agents, CancellationToken cancellationToken) => agents.GetWorkloadAsync(cancellationToken));
app.MapGet("/agents/activity", (AgentService agents, CancellationToken cancellationToken) => agents.GetActivityAsync(DateTime.UtcNow.AddDays(-1), cancellationToken));
app.Run();
