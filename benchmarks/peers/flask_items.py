"""The service that teams write by hand: Flask, PyMySQL and redis-py, cache-aside with a TTL.

Run by benchmarks/run under gunicorn with two workers. Where the engines are comes from the environment.
"""

import json
import os

import pymysql
import redis
from flask import Flask, Response, request

app = Flask(__name__)
cache = redis.Redis(port=int(os.environ["REDIS_PORT"]))
database = pymysql.connect(
    host="127.0.0.1",
    port=int(os.environ["DATABASE_PORT"]),
    user=os.environ["DATABASE_USER"],
    password=os.environ["DATABASE_PASSWORD"],
    database=os.environ["DATABASE_NAME"],
    autocommit=True,
)


def load(item):
    with database.cursor(pymysql.cursors.DictCursor) as cursor:
        cursor.execute("SELECT id, name, price, stock, created_at FROM items WHERE id = %s", (item,))
        row = cursor.fetchone()
    return json.dumps([row] if row else [], default=str)


@app.get("/items/<int:item>")
def read(item):
    if request.headers.get("Cache-Control") == "no-cache":
        return Response(load(item), mimetype="application/json")
    key = f"flask:items:{item}"
    body = cache.get(key)
    if body is None:
        body = load(item)
        cache.set(key, body, ex=3600)
    return Response(body, mimetype="application/json")
